//! Stage 6, store: quads ⇄ disk. The only user of the Oxigraph store.
