import { shallowRef, watch, type ShallowRef } from 'vue';
import { activitiesBetween, activitiesOf, maxActivities, type Activity } from '../activity.ts';
import type { Lab } from '../../model/lab.ts';

/** The recent events of a lab, newest first. */
export function useActivity(lab: () => Lab): Readonly<ShallowRef<readonly Activity[]>> {
  const activities = shallowRef<readonly Activity[]>(activitiesOf(lab()));
  watch(lab, (after, before) => {
    const events = activitiesBetween(before, after, new Date().toISOString());
    if (events.length === 0) return;
    const known = new Set(activities.value.map(({ key }) => key));
    const fresh = events.filter(({ key }) => !known.has(key));
    activities.value = [...fresh, ...activities.value].slice(0, maxActivities);
  });
  return activities;
}
