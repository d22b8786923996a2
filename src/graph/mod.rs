//! Stage 5, graph: extraction and links → RDF quads. Pure: opens no store.
