import { QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { RouterProvider } from "react-router/dom";

import { createQueryClient } from "./query-client";
import { createRouter } from "./router";

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(() => createRouter());
  return (
    <QueryClientProvider client={client}>
      {/* Without transitions: a busy machine shows what the address says no later than the address says it. */}
      <RouterProvider router={router} useTransitions={false} />
    </QueryClientProvider>
  );
}
