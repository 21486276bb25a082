# Writes OUTPUT, a C++ source that holds the rows of INPUT (name, code point, second code point or 0;
# sorted by the bytes of the name) as the table of named character references: cmake -P.
file(READ ${INPUT} rows)
string(REGEX REPLACE "([^\t\n]+)\t([0-9A-F]+)\t([0-9A-F]+)\n" "    {\"\\1\", 0x\\2, 0x\\3},\n" rows "${rows}")
file(WRITE ${OUTPUT} "// Generated from pipeline/html/entities.tsv: do not edit.\n#include \"html/entities.h\"\n\nnamespace headwater::html {\nnamespace {\nconstexpr NamedReference kRows[] = {\n${rows}};\n}  // namespace\n\nstd::span<const NamedReference> named_references() { return kRows; }\n}  // namespace headwater::html\n")
