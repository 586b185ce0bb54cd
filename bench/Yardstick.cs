using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace ChatOps.Bench;

/// <summary>What merely inflating the objects of a folder costs: the floor under every question that reads them.</summary>
internal static class Yardstick
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Inflates every <c>.gz</c> below a folder and looks at nothing. The best of some rounds.</summary>
    public static Inflation Inflate(string folder, int threads, int rounds = 3)
    {
        // Biggest first, so that no thread is left alone with a big one at the end.
        var files = Directory.EnumerateFiles(folder, "*.gz", SearchOption.AllDirectories).Select(static path => (Path: path, new FileInfo(path).Length)).OrderByDescending(static one => one.Length).ToArray();
        var best = Enumerable.Range(0, rounds).Select(_ => Once(files, threads)).MinBy(static round => round.Seconds);
        return new Inflation(threads, files.Length, files.Sum(static one => one.Length), best.Raw, best.Seconds, best.Cpu);
    }

    public static void Print(string folder)
    {
        foreach (var threads in (int[])[1, 2]) Measure.Print($"inflate only, {threads} threads, {Path.GetFileName(folder)}", Inflate(folder, threads).ToString());
    }

    private static (long Raw, double Seconds, double Cpu) Once((string Path, long Length)[] files, int threads)
    {
        var next = -1;
        long raw = 0;
        var (cpu, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        Task.WaitAll([.. Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
        return (raw, clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);

        void Work()
        {
            long mine = 0;
            var stored = new byte[files.Length == 0 ? 0 : files[0].Length];
            var buffer = new byte[BufferBytes];
            for (var i = Interlocked.Increment(ref next); i < files.Length; i = Interlocked.Increment(ref next))
            {
                // One read of the whole file into a buffer used again. A FileStream of default size costs about the same, one of 128 KB half as much again for files of 6 KB.
                using var handle = File.OpenHandle(files[i].Path);
                var length = RandomAccess.Read(handle, stored, 0);
                using var zip = new GZipStream(new MemoryStream(stored, 0, length), CompressionMode.Decompress);
                for (var read = zip.Read(buffer); read > 0; read = zip.Read(buffer)) mine += read;
            }

            Interlocked.Add(ref raw, mine);
        }
    }
}

/// <summary>A round of the yardstick. Processor time says more than the clock on a machine that has other work.</summary>
internal sealed record Inflation(int Threads, int Objects, long StoredBytes, long RawBytes, double Seconds, double CpuSeconds)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Seconds,6:0.00} s   cpu {CpuSeconds:0.00} s, {Objects:N0} objects, {StoredBytes / 1e6:N0} MB stored, {RawBytes / 1e6:N0} MB raw, {RawBytes / 1e9 / Seconds:0.00} GB/s raw");
}
