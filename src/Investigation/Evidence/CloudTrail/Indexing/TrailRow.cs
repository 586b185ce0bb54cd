namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>A call on its way into the index or out of it.</summary>
/// <param name="Event">The call.</param>
/// <param name="Stamp">Start of the slot its object is stamped with, UTC ticks; 0 when the object's key tells no time. Before it the call was not there.</param>
/// <param name="Identity">What copies of it share, as far as copies may lie in other batches; else 0.</param>
internal readonly record struct TrailRow(TrailEvent Event, long Stamp, ulong Identity);
