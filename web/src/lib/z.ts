import { z } from "zod";

// Zod would otherwise try `new Function`, which the content security policy of the application refuses.
z.config({ jitless: true });

export { z };
