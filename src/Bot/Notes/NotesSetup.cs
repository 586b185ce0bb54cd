using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatOps.Bot.Notes;

internal static class NotesSetup
{
    public static void AddNotes(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<FilesOptions>().BindConfiguration("Files").ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(static provider => ListenOptions.Of(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<NoteMirror>();
        services.AddSingleton<NoteKeeping>();
        services.AddSingleton<NoteDesk>();
        services.AddSingleton<NoteKeys>();
        services.AddSingleton<FileFetcher>();
        services.AddSingleton<FileSettling>();
        services.AddSingleton<INoteTaker, NoteTaker>();
        services.AddSingleton<IJobHandler, FetchFile>();
        services.AddSingleton<IJobHandler, DropFile>();
    }
}
