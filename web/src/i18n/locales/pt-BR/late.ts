import analytics from "./analytics.json";
import audit from "./audit.json";
import batches from "./batches.json";
import calendar from "./calendar.json";
import charts from "./charts.json";
import coaching from "./coaching.json";
import evaluations from "./evaluations.json";
import events from "./events.json";
import exports from "./exports.json";
import feedback from "./feedback.json";
import home from "./home.json";
import imports from "./imports.json";
import keys from "./keys.json";
import origins from "./origins.json";
import people from "./people.json";
import privacy from "./privacy.json";
import reports from "./reports.json";
import scorecards from "./scorecards.json";
import security from "./security.json";
import session from "./session.json";
import settings from "./settings.json";
import system from "./system.json";
import webhooks from "./webhooks.json";

/** Texts that come with the pages that need them (`../late.ts`): only their types and the tests read them here. */
export default { analytics, audit, batches, calendar, charts, coaching, evaluations, feedback, home, imports, scorecards, exports, origins, privacy, reports, security, session, system, people, settings, keys, webhooks, events };
