/** Says a short sentence to screen readers without moving the focus. */
export function announce(sentence) {
  document.getElementById("announcement").textContent = sentence;
}
