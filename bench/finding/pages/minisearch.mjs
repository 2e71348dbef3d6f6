// Makes MiniSearch's index. The text is in it, to show a sentence of it.
import { readFileSync, writeFileSync } from "node:fs"
import MiniSearch from "./minisearch.js"

const here = (name) => new URL(name, import.meta.url)
const engine = new MiniSearch({ fields: ["title", "also", "summary", "text"], storeFields: ["title", "text"] })
engine.addAll(JSON.parse(readFileSync(here("pages.json"), "utf8")))
writeFileSync(here("index.json"), JSON.stringify(engine))
