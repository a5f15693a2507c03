const PRODUCT = "Monitoria";

const said = { title: "", waiting: "" };

function write(): void {
  const whole = said.title ? `${said.title} · ${PRODUCT}` : PRODUCT;
  document.title = said.waiting ? `(${said.waiting}) ${whole}` : whole;
}

/** What the tab is called: the page. */
export function setTitle(title: string): void {
  said.title = title;
  write();
}

/** What stands before it: how much waits; nothing when nothing does. */
export function setWaiting(waiting: string): void {
  said.waiting = waiting;
  write();
}
