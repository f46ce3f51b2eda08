// Says a short thing to whoever looks, and to whoever listens.

let timer;

export function tell(text) {
  document.getElementById("said").textContent = text;
  const told = document.getElementById("told");
  told.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => (told.textContent = ""), 2500);
}
