import audit from "./audit.json";
import batches from "./batches.json";
import calendar from "./calendar.json";
import coaching from "./coaching.json";
import exports from "./exports.json";
import feedback from "./feedback.json";
import home from "./home.json";
import imports from "./imports.json";
import reports from "./reports.json";
import scorecards from "./scorecards.json";

/** Texts that come with the pages that need them (`../late.ts`): only their types and the tests read them here. */
export default { audit, batches, calendar, coaching, exports, feedback, home, imports, reports, scorecards };
