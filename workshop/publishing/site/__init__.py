"""What the site has beside the publications: articles, tags, pages by table, the graphic record, a search."""
