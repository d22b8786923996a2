//! The best tree over arc scores (Chu and Liu 1965, Edmonds 1967), with exactly one root.

use super::math::argmax;

/// Longer sentences are not searched for the best tree: the best heads are taken and cycles mended.
const LONGEST: usize = 150;

/// Likeliest roots that are tried.
const ROOTS: usize = 5;

/// Scores `[n, n + 1]`, the last column the root, to the head of each token; `None` is the root. Exactly one token has none.
pub fn best_tree(scores: &[f32], n: usize) -> Vec<Option<usize>> {
    if n == 0 {
        return Vec::new();
    }
    let width = n + 1;
    let greedy: Vec<usize> = scores.chunks_exact(width).map(argmax).collect();
    let roots: Vec<usize> = (0..n).filter(|&token| greedy[token] == n).collect();
    let heads = if roots.len() == 1 && is_tree(&greedy, n) {
        greedy
    } else if n > LONGEST {
        mend(scores, greedy, n)
    } else {
        search(scores, n)
    };
    heads.into_iter().map(|head| (head != n).then_some(head)).collect()
}

/// Tries each likely root and keeps the tree with the highest sum.
fn search(scores: &[f32], n: usize) -> Vec<usize> {
    let width = n + 1;
    let lead = |token: usize| scores[token * width + n] - best_without_root(&scores[token * width..][..width]);
    let mut likely: Vec<usize> = (0..n).collect();
    likely.sort_by(|&a, &b| lead(b).total_cmp(&lead(a)).then(a.cmp(&b)));
    likely.truncate(ROOTS);
    let mut best: Option<(f32, Vec<usize>)> = None;
    for root in likely {
        let mut matrix = vec![vec![f32::NEG_INFINITY; width]; n];
        for token in 0..n {
            for head in 0..n {
                if head != token {
                    matrix[token][head] = scores[token * width + head];
                }
            }
        }
        matrix[root] = vec![-1e6; width];
        matrix[root][n] = 0.0;
        let heads = arborescence(&matrix, n);
        let sum: f32 = heads.iter().enumerate().map(|(token, &head)| scores[token * width + head]).sum();
        if best.as_ref().is_none_or(|(top, _)| sum > *top) {
            best = Some((sum, heads));
        }
    }
    best.map(|(_, heads)| heads).unwrap_or_default()
}

fn best_without_root(row: &[f32]) -> f32 {
    row[..row.len() - 1].iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// Chu-Liu/Edmonds on `matrix[token][head]`; node `root` (the last column) has no head.
fn arborescence(matrix: &[Vec<f32>], root: usize) -> Vec<usize> {
    let n = matrix.len();
    let heads: Vec<usize> = matrix.iter().map(|row| argmax(row)).collect();
    let Some(cycle) = find_cycle(&heads, root) else { return heads };
    let mut place = vec![usize::MAX; n];
    let outside: Vec<usize> = (0..n).filter(|token| !cycle.contains(token)).collect();
    for (index, &token) in outside.iter().enumerate() {
        place[token] = index;
    }
    let merged = outside.len();
    // Smaller graph: the tokens outside, the cycle as one node, and the root last.
    let mut smaller = vec![vec![f32::NEG_INFINITY; merged + 2]; merged + 1];
    let mut enters = vec![0; n + 1]; // for a head outside: the token of the cycle it would enter by
    let mut leaves = vec![0; n]; // for a token outside: its best head in the cycle
    for &token in &outside {
        for &head in &outside {
            smaller[place[token]][place[head]] = matrix[token][head];
        }
        smaller[place[token]][merged + 1] = matrix[token][root];
        for &head in &cycle {
            if matrix[token][head] > smaller[place[token]][merged] {
                smaller[place[token]][merged] = matrix[token][head];
                leaves[token] = head;
            }
        }
    }
    for head in outside.iter().copied().chain([root]) {
        let column = if head == root { merged + 1 } else { place[head] };
        enters[head] = cycle[0];
        for &token in &cycle {
            let gain = matrix[token][head] - matrix[token][heads[token]];
            if gain > smaller[merged][column] {
                smaller[merged][column] = gain;
                enters[head] = token;
            }
        }
    }
    let solved = arborescence(&smaller, merged + 1);
    let mut result = heads;
    let outer = |index: usize| if index == merged + 1 { root } else { outside[index] };
    for &token in &outside {
        let head = solved[place[token]];
        result[token] = if head == merged { leaves[token] } else { outer(head) };
    }
    let entering = outer(solved[merged]);
    result[enters[entering]] = entering;
    result
}

fn find_cycle(heads: &[usize], root: usize) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 0..heads.len() {
        let mut here = start;
        while here != root && seen[here] == 0 {
            seen[here] = start + 1;
            here = heads[here];
        }
        if here != root && seen[here] == start + 1 {
            let mut cycle = vec![here];
            let mut next = heads[here];
            while next != here {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

fn is_tree(heads: &[usize], root: usize) -> bool {
    find_cycle(heads, root).is_none()
}

/// Makes one root of the likeliest and hangs every cycle below it.
fn mend(scores: &[f32], mut heads: Vec<usize>, n: usize) -> Vec<usize> {
    let width = n + 1;
    let lead = |token: usize| scores[token * width + n] - best_without_root(&scores[token * width..][..width]);
    let root = (0..n).max_by(|&a, &b| lead(a).total_cmp(&lead(b)).then(b.cmp(&a))).unwrap_or(0);
    for (token, head) in heads.iter_mut().enumerate() {
        if *head == n {
            *head = root;
        }
        if token == root {
            *head = n;
        }
    }
    while let Some(cycle) = find_cycle(&heads, n) {
        let gain = |token: usize| scores[token * width + root] - scores[token * width + heads[token]];
        let token = cycle.iter().copied().max_by(|&a, &b| gain(a).total_cmp(&gain(b)).then(b.cmp(&a))).unwrap_or(cycle[0]);
        heads[token] = root;
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::super::random::Random;
    use super::*;

    fn sum(scores: &[f32], heads: &[Option<usize>], n: usize) -> f32 {
        heads.iter().enumerate().map(|(token, head)| scores[token * (n + 1) + head.unwrap_or(n)]).sum()
    }

    #[test]
    fn as_good_as_trying_all_trees() {
        let mut random = Random::new(7);
        for _ in 0..300 {
            let n = 2 + random.below(3);
            let mut scores = random.uniform(n * (n + 1), 3.0);
            (0..n).for_each(|token| scores[token * (n + 1) + token] = -1e9);
            let found = best_tree(&scores, n);
            let mut best = f32::NEG_INFINITY;
            for code in 0..(n + 1).pow(n as u32) {
                let heads: Vec<usize> = (0..n).map(|token| code / (n + 1).pow(token as u32) % (n + 1)).collect();
                let one_root = heads.iter().filter(|&&head| head == n).count() == 1;
                if one_root && is_tree(&heads, n) && heads.iter().enumerate().all(|(token, &head)| token != head) {
                    let heads: Vec<_> = heads.into_iter().map(|head| (head != n).then_some(head)).collect();
                    best = best.max(sum(&scores, &heads, n));
                }
            }
            assert!(sum(&scores, &found, n) > best - 1e-4, "{} against {best}", sum(&scores, &found, n));
            assert_eq!(found.iter().filter(|head| head.is_none()).count(), 1);
        }
    }

    #[test]
    fn long_sentences_get_a_tree() {
        let n = 900;
        let scores = Random::new(3).uniform(n * (n + 1), 1.0);
        let heads: Vec<usize> = best_tree(&scores, n).into_iter().map(|head| head.unwrap_or(n)).collect();
        assert!(is_tree(&heads, n));
    }
}
