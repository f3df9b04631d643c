"""Makes the PDFs of the demo's papers: invented prose, tables and charts, set with typst."""
