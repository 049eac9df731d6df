/** Words of what is said of a chapter and of a lesson, in the inspector. See ../en.ts for how they are looked up. */
export const lessonDetails = {
  section: 'Details',
  field: {
    description: 'Description',
    status: 'Status',
    freePreview: 'Free preview: everybody can see this lesson',
    dripText: 'Days after enrolment',
    tags: 'Tags',
  },
  status: { ready: 'Ready', draft: 'Draft' },
  preview: { yes: 'Everybody can see it', no: 'For students only' },
  hint: { drip: 'When students can see it. Nothing: at once.' },
  fault: { drip: 'A whole number of days, at most {{max}}.' },
} as const;
