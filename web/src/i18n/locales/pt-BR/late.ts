import audit from "./audit.json";
import coaching from "./coaching.json";
import home from "./home.json";

/** Texts that come with the pages that need them (`../late.ts`): only their types and the tests read them here. */
export default { audit, coaching, home };
