/** Which page is shown: the part of the address after the hash, which never leaves the browser. */
export function currentRoute() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page, ...rest] = path.split("/").map(decodeURIComponent);
  return { page: page || undefined, id: rest[0], query: new URLSearchParams(query) };
}

export function onRoute(listener) {
  window.addEventListener("hashchange", listener);
}

export function link(page, id, query = {}) {
  const path = id === undefined ? `#/${page}` : `#/${page}/${encodeURIComponent(id)}`;
  const text = new URLSearchParams(query).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Writes the state of a page into its address without turning the page. */
export function rememberHere(page, query) {
  history.replaceState(null, "", link(page, undefined, query));
}
