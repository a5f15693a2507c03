import { render, screen } from "@testing-library/react";
import { act } from "react";
import { expect, it } from "vitest";

import { chooseLanguage } from "@/i18n";

import { type Happening, useHappeningText } from "./happening";

function Text({ happening }: { happening: Happening }) {
  return <p>{useHappeningText()(happening)}</p>;
}

const PUBLISHED = { event: "evaluation.published", facts: { protocol: "2026001" }, sentence: "publicou a monitoria da chamada 2026001" };

it("says what happened in the language of the screen", async () => {
  render(<Text happening={PUBLISHED} />);
  expect(screen.getByText("publicou a monitoria da chamada 2026001")).toBeVisible();
  await act(() => chooseLanguage("en"));
  expect(screen.getByText("published the evaluation of the call 2026001")).toBeVisible();
  await act(() => chooseLanguage("pt-BR"));
});

it("repeats the server where it has no words of its own", () => {
  render(<Text happening={{ event: "moon.landed", facts: {}, sentence: "pousou na lua" }} />);
  expect(screen.getByText("pousou na lua")).toBeVisible();
});
