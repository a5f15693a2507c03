import calendar from "./calendar.json";
import feedback from "./feedback.json";

const late = { calendar, feedback };

/** The texts that are not part of the first visit; a page that needs them adds them (`addTexts`). */
export type LateTexts = typeof late;

export default late;
