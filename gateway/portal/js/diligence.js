import { address } from "./api.js";
import { element, joined } from "./dom.js";
import { currentLanguage, t } from "./language.js";

/** The record of due diligence of a disclosure, in the reader's language. */
export function diligence(disclosure) {
  return documents(["disclosures", disclosure, "due-diligence"]);
}

/** A document as a page and on paper, each in a tab of its own; the words of its links begin with `name`. */
export function documents(path, query = {}, name = "diligence") {
  return joined(["html", "pdf"].map((form) =>
    element("a", { href: address(path, { ...query, lang: currentLanguage(), form }), target: "_blank", rel: "noopener" }, t(`${name}.${form}`))));
}
