import { expect, it } from "vitest";

import { setTitle, setWaiting } from "./title";

it("names the page in the tab, with what waits before it", () => {
  setTitle("Chamadas");
  expect(document.title).toBe("Chamadas · Monitoria");
  setWaiting("3");
  expect(document.title).toBe("(3) Chamadas · Monitoria");
  setTitle("Avisos");
  expect(document.title).toBe("(3) Avisos · Monitoria");
  setWaiting("");
  expect(document.title).toBe("Avisos · Monitoria");
});
