import { shallowRef, watch, type ShallowRef } from 'vue';
import { activitiesBetween, activitiesOf, mostActivities, type Activity } from '../activity.ts';
import type { Lab } from '../../model/lab.ts';

/** What happened in a lab, newest first; it grows while one looks. */
export function useActivity(lab: () => Lab): Readonly<ShallowRef<readonly Activity[]>> {
  const activities = shallowRef<readonly Activity[]>(activitiesOf(lab()));
  watch(lab, (after, before) => {
    const news = activitiesBetween(before, after, new Date().toISOString());
    if (news.length === 0) return;
    const known = new Set(activities.value.map(({ key }) => key));
    const fresh = news.filter(({ key }) => !known.has(key));
    activities.value = [...fresh, ...activities.value].slice(0, mostActivities);
  });
  return activities;
}
