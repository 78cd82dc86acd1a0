import { element, fill } from "./dom.js";
import { highest } from "./labels.js";
import { t } from "./language.js";

/** The classification banner, top and bottom: the highest marking of any badge on the page. */
const places = [document.getElementById("banner-top"), document.getElementById("banner-bottom")];

export function watchMarkings(main) {
  // Microtask timing: the banner has changed before the browser paints what made it change.
  new MutationObserver(() => refreshBanner(main)).observe(main, { childList: true, subtree: true, attributeFilter: ["data-level", "data-tlp"] });
  refreshBanner(main);
}

export function refreshBanner(main) {
  const top = highest([...main.querySelectorAll("[data-level]")].map(labelOf));
  places[0].setAttribute("aria-label", t("banner.region"));
  for (const place of places) show(place, top);
}

function labelOf({ dataset }) {
  const compartments = dataset.compartments === "" ? [] : dataset.compartments.split(" ");
  return { marking: dataset.marking, level: Number(dataset.level), tlp: dataset.tlp, compartments };
}

function show(place, label) {
  if (label === undefined) {
    delete place.dataset.banner;
    fill(place, t("banner.nothing"));
    return;
  }
  place.dataset.banner = label.level;
  fill(place, element("span", { dir: "ltr", lang: "en" }, [label.marking, ...label.compartments, ...(label.tlp ? [`TLP:${label.tlp}`] : [])].join(" // ")));
}
