// Runs Mozilla's Readability on linkedom over gzipped pages: run_readability.mjs MODULES FILE...
// MODULES is the folder with node_modules. Prints the same JSON object as run_python.py.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join, resolve } from "node:path";

const [folder, ...files] = process.argv.slice(2);
const modules = resolve(folder);
const require = createRequire(join(modules, "index.js"));
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

function extract(html) {
  try {
    const { document } = parseHTML(html);
    return new Readability(document).parse()?.textContent ?? "";
  } catch {
    return ""; // A page that a peer cannot read is a page without text.
  }
}

function versionOf(name) {
  return JSON.parse(readFileSync(join(modules, "node_modules", name, "package.json"))).version;
}

const pages = files.map((file) => [file, gunzipSync(readFileSync(file)).toString("utf8")]);
extract(pages[0][1]);
const texts = {};
const began = process.cpuUsage();
for (const [file, html] of pages) texts[file] = extract(html);
const used = process.cpuUsage(began);
const version = `${versionOf("@mozilla/readability")} on linkedom ${versionOf("linkedom")}`;
writeFileSync(1, JSON.stringify({ version, seconds: (used.user + used.system) / 1e6, texts }));
