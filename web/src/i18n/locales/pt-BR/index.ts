import analytics from "./analytics.json";
import app from "./app.json";
import batches from "./batches.json";
import calls from "./calls.json";
import evaluations from "./evaluations.json";
import events from "./events.json";
import imports from "./imports.json";
import parts from "./parts.json";
import people from "./people.json";
import player from "./player.json";
import problems from "./problems.json";
import recordings from "./recordings.json";
import scorecards from "./scorecards.json";
import session from "./session.json";
import settings from "./settings.json";
import ui from "./ui.json";

export default { analytics, app, batches, calls, evaluations, events, imports, parts, people, player, problems, recordings, scorecards, session, settings, ui };
