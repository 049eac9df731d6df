/** The pages of the settings, as their list has them. */
export const settingsSections = ['account', 'storage', 'uploads', 'backups', 'appearance', 'keyboard'] as const;
