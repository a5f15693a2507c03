import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";

import { useHotkeys } from "./hotkeys";

function Probe({ keys }: { keys: Record<string, () => void> }) {
  useHotkeys(keys);
  return <input aria-label="text" />;
}

it("hears single keys outside text fields only", async () => {
  const c = vi.fn();
  render(<Probe keys={{ c }} />);
  await userEvent.keyboard("c");
  await userEvent.type(screen.getByLabelText("text"), "c");
  expect(c).toHaveBeenCalledOnce();
  expect(screen.getByLabelText("text")).toHaveValue("c");
});

it("hears keys held with Ctrl everywhere", async () => {
  const send = vi.fn();
  render(<Probe keys={{ "Mod+Enter": send }} />);
  await userEvent.click(screen.getByLabelText("text"));
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(send).toHaveBeenCalledOnce();
});
