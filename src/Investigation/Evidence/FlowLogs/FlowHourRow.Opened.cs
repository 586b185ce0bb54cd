using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

internal sealed partial class FlowHourRow
{
    /// <summary>Figures and seconds side by side: with hundreds of interfaces in turn, every array of its own would be another wait for memory.</summary>
    private sealed class Opened
    {
        public AllFigures Figures;
        private AllSeconds seconds;

        public void Clear()
        {
            Figures = default;
            seconds = default;
        }

        public void Mark(int at, int count)
        {
            while (count > 0)
            {
                var some = Math.Min(count, 64 - (at & 63));
                seconds[at >> 6] |= (some == 64 ? ulong.MaxValue : (1UL << some) - 1) << (at & 63);
                at += some;
                count -= some;
            }
        }

        public void Add(Opened other)
        {
            var mine = MemoryMarshal.Cast<long, Vector<long>>((Span<long>)Figures);
            var theirs = MemoryMarshal.Cast<long, Vector<long>>((Span<long>)other.Figures);
            for (var i = 0; i < mine.Length; i++) mine[i] += theirs[i];
            for (var i = mine.Length * Vector<long>.Count; i < Cells * FlowHourRow.Figures; i++) Figures[i] += other.Figures[i];
            var here = MemoryMarshal.Cast<ulong, Vector<ulong>>((Span<ulong>)seconds);
            var there = MemoryMarshal.Cast<ulong, Vector<ulong>>((Span<ulong>)other.seconds);
            for (var i = 0; i < here.Length; i++) here[i] |= there[i];
            for (var i = here.Length * Vector<ulong>.Count; i < Words; i++) seconds[i] |= other.seconds[i];
        }

        /// <summary>The runs of marked seconds, begin and end in a number each.</summary>
        public Span<long> Runs(Span<long> into)
        {
            var count = 0;
            for (var at = Next(0, isSet: true); at < Limit;)
            {
                var end = Next(at, isSet: false);
                into[count++] = ((long)at << EndBits) | (long)end;
                at = end >= Limit ? Limit : Next(end, isSet: true);
            }

            return into[..count];
        }

        private int Next(int from, bool isSet)
        {
            for (var word = from >> 6; word < Words; word++)
            {
                var bits = isSet ? seconds[word] : ~seconds[word];
                if (word == from >> 6) bits &= ulong.MaxValue << (from & 63);
                if (bits != 0) return (word * 64) + BitOperations.TrailingZeroCount(bits);
            }

            return Limit;
        }
    }

    [InlineArray(Cells * Figures)]
    private struct AllFigures
    {
        private long first;
    }

    [InlineArray(Words)]
    private struct AllSeconds
    {
        private ulong first;
    }
}
