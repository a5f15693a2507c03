import { addTexts } from "@/i18n";
import calendar from "@/i18n/locales/pt-BR/calendar.json";

addTexts("calendar", calendar);
