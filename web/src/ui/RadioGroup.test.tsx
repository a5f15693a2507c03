import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { RadioGroup } from "./RadioGroup";

it("is reached and answered by keys while nothing is chosen", async () => {
  const onChange = vi.fn();
  render(<RadioGroup label="Decisão" options={[{ id: "uphold", label: "Manter" }, { id: "accept", label: "Aceitar" }]} value="" onChange={onChange} />);
  await userEvent.tab();
  expect(screen.getByRole("radio", { name: "Manter" })).toHaveFocus();
  await userEvent.keyboard(" ");
  expect(onChange).toHaveBeenCalledWith("uphold");
});
