export const shell: Record<string, string> = {
  '{{count}} unread_one': '{{count}} ungelesen',
  '{{count}} unread_other': '{{count}} ungelesen',
  '{{count}} to decide_one': '{{count}} zu entscheiden',
  '{{count}} to decide_other': '{{count}} zu entscheiden',
};
