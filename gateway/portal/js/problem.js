import { code, element } from "./dom.js";
import { number, t, word } from "./language.js";

/** A refusal or fault, in the gateway's words, with the trace that support will ask for. */
export function problemPanel(problem, again) {
  return element("section", { class: "panel problem", role: "alert" },
    element("h2", {}, heading(problem)),
    problem.code && element("p", {}, word("code", problem.code), " ", code(problem.code)),
    problem.detail && element("p", { lang: "en", dir: "auto" }, problem.detail),
    problem.status === 0 && element("p", {}, t(problem.written ? "problem.unknown" : "problem.unreached")),
    problem.retryAfter && element("p", {}, t("problem.retryAfter", { seconds: number(Number(problem.retryAfter)) })),
    problem.rejection && element("p", {}, t("problem.rejection", problem.rejection)),
    problem.trace && element("p", { class: "quiet" }, t("problem.trace"), " ", code(problem.trace)),
    again && element("button", { type: "button", on: { click: again } }, t("problem.again")),
    problem.offer && offer(problem.offer));
}

/** The standing offer: ask, whatever is or is not there. */
export function offer({ requestForInformation }) {
  const type = requestForInformation.type;
  return element("aside", { class: "offer" }, element("p", {}, t("offer.text")),
    element("a", { class: "button", href: `#/submit?${new URLSearchParams({ type })}` }, t("offer.ask")));
}

function heading({ status }) {
  if (!status || status === 503) return t("problem.unavailable");
  if (status === 404) return t("problem.notFound");
  if (status === 401) return t("problem.signedOut");
  return status === 403 ? t("problem.forbidden") : t("problem.refused");
}
