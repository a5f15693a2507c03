/** Why a call came to be evaluated. */
export const ORIGINS = ["random", "targeted", "complaint", "calibration", "requested"] as const;
export const CHANNELS = ["phone", "chat", "email", "whatsapp", "video", "social", "in_person", "other"] as const;
