import { expect, test } from "vitest";

import { ownAddress } from "./own-address";

test.each(["/", "/calls?status=open", "/evaluations/1#moments", "/a//b"])("%s is one of ours", (address) => {
  expect(ownAddress(address)).toBe(address);
});

test.each([null, "", "calls", "//mal.exemplo", "/\\mal.exemplo", "/\t/mal.exemplo", "/\n/mal.exemplo", "/.//mal.exemplo", "/a/..//mal.exemplo", "https://mal.exemplo", "javascript:alert(1)", "/\\\t/x"])(
  "%j leads nowhere else",
  (address) => {
    expect(ownAddress(address)).toBe("/");
  },
);
