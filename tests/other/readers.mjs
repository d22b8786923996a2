// Reads the exports of a folder with N3.js and jsonld.js; prints the same lines as readers.py.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, modules] = process.argv.slice(2);
const require = createRequire(join(modules, "node_modules", "x.js"));
const { Parser, Store } = require("n3");
const jsonld = require("jsonld");
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

function line(reader, file, quads) {
  const store = new Store(quads);
  const triples = new Set(quads.map(q => [q.subject, q.predicate, q.object].map(t => JSON.stringify(t.toJSON ? t.toJSON() : t)).join(" ")));
  const labels = node => [...new Set(store.getObjects(node, LABEL, null).map(label => label.value))];
  const rows = new Set();
  for (const quad of store.getQuads(null, "https://w3id.org/gipfel/ns#plans", null, null))
    for (const actor of labels(quad.subject)) for (const plan of labels(quad.object)) rows.add(`${actor} – ${plan}`);
  const order = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  console.log([reader, file, triples.size, [...rows].sort(order).join(" | ")].join("\t"));
}

const formats = { ttl: "text/turtle", nt: "application/n-triples", nq: "application/n-quads", trig: "application/trig" };
for (const [extension, format] of Object.entries(formats))
  for (const name of ["graph", "terms"])
    line("N3.js", `${name}.${extension}`, new Parser({ format }).parse(readFileSync(join(folder, `${name}.${extension}`), "utf8")));

const nquads = await jsonld.toRDF(JSON.parse(readFileSync(join(folder, "graph.jsonld"), "utf8")), { format: "application/n-quads" });
line("jsonld.js", "graph.jsonld", new Parser({ format: "application/n-quads" }).parse(nquads));
