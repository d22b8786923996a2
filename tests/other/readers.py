"""Reads the exports of a folder with rdflib, pyoxigraph and networkx, and checks them with pySHACL.

    readers.py FOLDER SHAPES

Prints a line for each reader and file: reader, file, number of triples, answers to one question (who plans what), as `tests/others.rs` compares them.
"""
import sys
from pathlib import Path

import networkx
import pyoxigraph
import pyshacl
import rdflib

folder, shapes = Path(sys.argv[1]), sys.argv[2]
QUESTION = """PREFIX gk: <https://w3id.org/gipfel/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?actor ?plan { ?a gk:plans ?p . ?a rdfs:label ?actor . ?p rdfs:label ?plan }"""
RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "nq": "nquads", "trig": "trig", "jsonld": "json-ld"}


def line(reader, file, triples, rows):
    print(reader, file, triples, " | ".join(sorted(f"{actor} – {plan}" for actor, plan in rows)), sep="\t")


for kind, name in RDFLIB.items():
    graph = rdflib.Dataset(default_union=True) if kind in ("nq", "trig") else rdflib.Graph()
    graph.parse(folder / f"graph.{kind}", format=name)
    line("rdflib", f"graph.{kind}", len({t[:3] for t in graph}), ((str(a), str(p)) for a, p in graph.query(QUESTION)))

for file in sorted([*folder.glob("graph.*"), *folder.glob("terms.*")]):
    form = pyoxigraph.RdfFormat.from_extension("jsonld" if file.suffix == ".jsonld" else file.suffix[1:])
    if form is None or file.suffix == ".graphml":
        continue
    store = pyoxigraph.Store()
    store.bulk_load(path=str(file), format=form)
    rows = store.query(QUESTION, use_default_graph_as_union=True)
    line("pyoxigraph", file.name, len({q.triple for q in store}), ((r["actor"].value, r["plan"].value) for r in rows))

graph = networkx.read_graphml(folder / "graph.graphml")
plans = [(graph.nodes[a]["label"], graph.nodes[b]["label"]) for a, b, edge in graph.edges(data=True) if edge["label"] == "plans"]
line("networkx", "graph.graphml", f"{len(graph)}+{graph.number_of_edges()}", plans)

conforms, _, report = pyshacl.validate(str(folder / "graph.ttl"), shacl_graph=shapes, meta_shacl=True)
print("pySHACL", "graph.ttl", "conforms" if conforms else report, sep="\t")
