/** Words of the picture that stands for a lesson. See ../en.ts for how they are looked up. */
export const thumbnail = {
  section: 'Thumbnail',
  fromVideo: 'From the video…',
  chooseFile: 'Choose a picture…',
  remove: 'Remove',
  frames: 'Pictures from the video',
  frame: 'Frame at {{time}}',
  taking: 'Looking into the video…',
  noFrames: 'No picture can be had of this video here. Choose a picture of your own.',
  unreadable: 'This file is no picture that can be shown.',
  set_one: 'Thumbnail set',
  set_other: 'Thumbnail set for {{count}} lessons',
  removed_one: 'Thumbnail removed',
  removed_other: 'Thumbnail removed from {{count}} lessons',
} as const;
