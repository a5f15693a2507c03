import type { ComponentType } from "react";

import { KeysCard } from "./KeysCard";
import { PasswordCard } from "./PasswordCard";
import { SecondFactorCard } from "./SecondFactorCard";
import { SessionsCard } from "./SessionsCard";

/** What the page of one's account's security holds, one card a file, in this order. */
export const CARDS: readonly ComponentType[] = [SecondFactorCard, SessionsCard, PasswordCard, KeysCard];
