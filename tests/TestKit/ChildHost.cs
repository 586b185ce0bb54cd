using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ChatOps.TestKit;

/// <summary>The program as a process of its own, so that it can be killed the hard way.</summary>
internal sealed class ChildHost : IDisposable
{
    private readonly Process process;

    private ChildHost(Process process, HttpClient room)
    {
        this.process = process;
        Room = room;
    }

    public HttpClient Room { get; }

    /// <summary>Starts the program and waits until it says it is ready; at most 60 seconds.</summary>
    public static Task<ChildHost> StartAsync(string dataPath, params string[] options) => StartAsync(dataPath, new Dictionary<string, string>(), options);

    /// <param name="environment">Variables of the process beside those of this one.</param>
    public static async Task<ChildHost> StartAsync(string dataPath, IReadOnlyDictionary<string, string> environment, params string[] options)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { ProgramPath(), $"--Web:Url=http://127.0.0.1:{port}", $"--Data:Path={dataPath}", "--Logging:LogLevel:Default=Warning" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var option in options) start.ArgumentList.Add(option);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        var said = new System.Collections.Concurrent.ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var room = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
        var host = new ChildHost(process, room);
        var patience = Stopwatch.StartNew();
        while (!await IsReadyAsync(room))
        {
            if (process.HasExited || patience.Elapsed > TimeSpan.FromSeconds(60))
            {
                host.Dispose();
                throw new InvalidOperationException("The program did not get ready:\n" + string.Join('\n', said));
            }

            // The child is another process: its readiness can only be polled.
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return host;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Room.Dispose();
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    /// <summary>The program as built beside the tests, in the same configuration.</summary>
    public static string ProgramPath()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return Repository.PathOf(Path.Combine("src", "Bot", "bin", framework.Parent!.Name, framework.Name, "ChatOps.Bot.dll"));
    }

    private static async Task<bool> IsReadyAsync(HttpClient room)
    {
        try
        {
            using var answer = await room.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // not listening yet
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
