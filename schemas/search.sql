-- The schema of a store's search.db: the words of every document. Derived from headwater.db and
-- made anew whenever it is lost; a change here raises user_version and has the file rebuilt.

-- The row id is that of the document. Words are those of its folded statements, so the tokenizer has
-- only spaces to look for; each counts once, as neither their order nor their number is kept:
-- candidates are compared on text. Rows of statements would take three times the room and half as
-- much time again to fill.
CREATE VIRTUAL TABLE document_words USING fts5(
  words, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
-- Bytes of words gathered in memory before they are written as a sorted run, and the number of runs
-- of a level that are merged: larger is faster to fill, smaller faster to search.
INSERT INTO document_words (document_words, rank) VALUES ('hashsize', 33554432);
INSERT INTO document_words (document_words, rank) VALUES ('automerge', 8);

-- The newest row of document whose statements are here.
CREATE TABLE progress (
  document INTEGER NOT NULL
) STRICT;
INSERT INTO progress VALUES (0);

PRAGMA user_version = 2;
