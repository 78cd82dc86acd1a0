import { part, write } from "./api.js";
import { element, fill } from "./dom.js";
import { attempt, field, select } from "./form.js";
import { number, t } from "./language.js";

/** What each format is called. */
const FORMATS = { ndjson: "NDJSON", csv: "CSV", geojson: "GeoJSON", stix: "STIX 2.1", misp: "MISP" };

/**
 * Exports what was searched for. Nothing is prepared: each page is decided, for the action EXPORT, and disclosed when it is fetched, and the file is put
 * together here. What broke off goes on where it stood.
 */
export function exporting({ order, ...criteria }, signal) {
  const outcome = element("div");
  const progress = element("p", { role: "status" });
  const format = select("format", Object.entries(FORMATS));
  let file;
  const fetchAll = async () => {
    if (file?.format !== format.value) {
      progress.textContent = "";
      file = { ...await write("exports", { ...criteria, format: format.value }), parts: [] };
    }
    await complete(file, progress, signal);
  };
  const done = () => {
    fill(outcome, saving(file, signal));
    progress.textContent = t("export.whole");
    file = undefined;
  };
  return element("details", { class: "trace" }, element("summary", {}, t("export.title")),
    element("form", { class: "opened", on: { submit: (event) => attempt(event, outcome, fetchAll, done) } },
      field(t("attachment.type"), "/format", format, { required: true, hint: t("export.note") }),
      element("p", {}, element("button", { class: "strong" }, t("export.title"))), progress, outcome));
}

/** Fetches the pages that are missing. When nobody sees it any more it stops: what is fetched is disclosed. */
async function complete(file, progress, signal) {
  do {
    const { bytes, headers } = await part(["exports", file.id, "pages"], { cursor: file.next }, signal);
    file.parts.push(bytes);
    file.next = headers.get("Passerelle-Next");
    progress.textContent = t("export.fetched", { pages: number(file.parts.length), size: number(new Blob(file.parts).size) });
    if (!progress.isConnected) throw new DOMException("", "AbortError");
  } while (file.next !== null);
}

/** The link ends with the page, and the file is of no type that a browser would show. */
function saving({ format, parts }, signal) {
  const href = URL.createObjectURL(new Blob(parts, { type: "application/octet-stream" }));
  signal.addEventListener("abort", () => URL.revokeObjectURL(href));
  return element("a", { class: "button", href, download: `export.${format}` }, t("attachment.save"));
}
