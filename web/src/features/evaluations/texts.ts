import { addTexts } from "@/i18n";
import feedback from "@/i18n/locales/pt-BR/feedback.json";

addTexts("feedback", feedback);
