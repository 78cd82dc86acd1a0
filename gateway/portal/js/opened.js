import { element, fill } from "./dom.js";
import { t } from "./language.js";
import { problemPanel } from "./problem.js";

/** A folded section whose content is fetched when it is first opened: nothing is asked for, or recorded, before. */
export function opened(title, load) {
  const body = element("div", { class: "opened" });
  const details = element("details", { class: "step", on: { toggle: () => details.open && !details.dataset.loaded && fetchInto() } },
    element("summary", {}, title), body);
  const fetchInto = async () => {
    details.dataset.loaded = "yes";
    fill(body, element("p", { class: "quiet" }, t("loading")));
    try {
      fill(body, await load());
    } catch (problem) {
      fill(body, problemPanel(problem, fetchInto));
    }
  };
  return details;
}
