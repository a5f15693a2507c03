import type { ComponentType } from "react";

import { PasswordCard } from "./PasswordCard";

/** What the page of one's account's security holds, one card a file, in this order. */
export const CARDS: readonly ComponentType[] = [PasswordCard];
