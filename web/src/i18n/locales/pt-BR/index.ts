import app from "./app.json";
import calls from "./calls.json";
import notifications from "./notifications.json";
import parts from "./parts.json";
import player from "./player.json";
import problems from "./problems.json";
import recordings from "./recordings.json";
import ui from "./ui.json";

export default { app, calls, notifications, parts, player, problems, recordings, ui };
