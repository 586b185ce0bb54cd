using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

internal static class NotesSetup
{
    public static void AddNotes(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NoteDesk>();
        builder.Services.AddSingleton<INoteTaker>(static services => services.GetRequiredService<NoteDesk>());
    }
}
