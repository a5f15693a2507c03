import { useState } from "react";

const STORED_AT = "monitoria.single-keys";

function remembered(): boolean {
  try {
    return localStorage.getItem(STORED_AT) !== "off";
  } catch {
    return true;
  }
}

/** Whether keys of one letter work; a choice of this browser. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [isOn, setOn] = useState(remembered);
  const choose = (on: boolean): void => {
    setOn(on);
    try {
      localStorage.setItem(STORED_AT, on ? "on" : "off");
    } catch {
      // Storage refused: the choice lasts until the page closes.
    }
  };
  return [isOn, choose];
}
