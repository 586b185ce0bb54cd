using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>files.*: three steps of an upload, and Slack looking at the file in its own time.</summary>
internal sealed class FileMethods(SlackDouble slack)
{
    private readonly SlackBoard board = new(slack);

    public void AddTo(Dictionary<string, Func<SlackArguments, JsonObject>> all)
    {
        all["files.getUploadURLExternal"] = GetUrl;
        all["files.completeUploadExternal"] = Complete;
        all["files.info"] = arguments => new JsonObject { ["file"] = Described(Asked(Need(arguments))) };
        all["files.delete"] = Delete;
    }

    private JsonObject GetUrl(SlackArguments arguments)
    {
        var name = arguments.Need("filename");
        if (arguments.Number("length") is not > 0) throw new SlackRefusal("invalid_arguments", "[ERROR] missing required field: length");
        var file = new SlackFileState(slack.State.NewId('F'), name, arguments.Number("length")!.Value) { AltText = arguments.Text("alt_txt") };
        slack.State.Files[file.Id] = file;
        return new JsonObject { ["upload_url"] = new Uri(slack.Address, $"upload/{file.Id}").ToString(), ["file_id"] = file.Id };
    }

    private JsonObject Complete(SlackArguments arguments)
    {
        if (arguments.List("files") is not { Count: > 0 } given) throw new SlackRefusal("invalid_arguments", "[ERROR] missing required field: files");
        var channel = arguments.Text("channel_id") is { } id ? SlackDoor.Writable(slack, id) : null;
        var thread = arguments.Text("thread_ts");
        if (thread is not null && channel is null) throw new SlackRefusal("invalid_arguments");
        if (thread is not null && !channel!.Messages.ContainsKey(thread)) throw new SlackRefusal("invalid_thread_ts");
        var files = given.Select(item =>
        {
            if (item?["id"]?.ToString() is not { } fileId || !slack.State.Files.TryGetValue(fileId, out var file) || file.Bytes is null) throw new SlackRefusal("file_not_found");
            if (file.Bytes.Length != file.Length) throw new SlackRefusal("file_update_failed");
            return (File: file, Title: item["title"]?.ToString());
        }).ToList();
        foreach (var (file, title) in files)
        {
            file.Title = title ?? file.Name;
            file.IsComplete = true;
            file.Processing = slack.Faults.FilesReadyAfter;
        }

        if (channel is not null && slack.Faults.SharesNothing > 0) slack.Faults.SharesNothing--;
        else if (channel is not null) Share(channel, thread, [.. files.Select(static file => file.File)], arguments);
        return new JsonObject { ["files"] = new JsonArray([.. files.Select(file => Described(file.File))]) };
    }

    private void Share(SlackChannelState channel, string? thread, List<SlackFileState> files, SlackArguments arguments)
    {
        var message = new JsonObject { ["text"] = arguments.Text("initial_comment") ?? "", ["subtype"] = "file_share", ["upload"] = true };
        if (arguments.List("blocks") is { } blocks) message["blocks"] = blocks.DeepClone();
        if (thread is not null) message["thread_ts"] = thread;
        SlackDoor.CheckContent(slack, message, "m");
        message["files"] = new JsonArray([.. files.Select(Described)]);
        var (ts, _) = board.Put(channel, SlackBoard.Own(message));
        foreach (var file in files) file.Shares.Add((channel.Id, ts, thread));
        slack.State.Posted("files.completeUploadExternal", channel.Id, message);
    }

    private JsonObject Delete(SlackArguments arguments)
    {
        slack.State.Files.Remove(arguments.Text("file") is { } id && slack.State.Files.ContainsKey(id) ? id : throw new SlackRefusal("file_not_found"));
        return [];
    }

    private SlackFileState Need(SlackArguments arguments) =>
        slack.State.Files.TryGetValue(arguments.Need("file"), out var file) && file.IsComplete ? file : throw new SlackRefusal("file_not_found");

    /// <summary>Being asked for is the only clock that the looking goes by, so that a test decides when it is done.</summary>
    private static SlackFileState Asked(SlackFileState file)
    {
        file.TimesAsked++;
        if (file.Processing > 0 && file.TimesAsked > 1) file.Processing--;
        return file;
    }

    private JsonObject Described(SlackFileState file)
    {
        var shares = new JsonObject();
        foreach (var byKind in file.Shares.GroupBy(share => slack.State.Channels[share.Channel].Type == "channel" ? "public" : "private"))
        {
            var places = new JsonObject();
            foreach (var byChannel in byKind.GroupBy(static share => share.Channel))
            {
                places[byChannel.Key] = new JsonArray([.. byChannel.Select(static share => share.ThreadTs is null ? new JsonObject { ["ts"] = share.Ts } : new JsonObject { ["ts"] = share.Ts, ["thread_ts"] = share.ThreadTs })]);
            }

            shares[byKind.Key] = places;
        }

        return new JsonObject
        {
            ["id"] = file.Id,
            ["name"] = file.Name,
            ["title"] = file.Title,
            ["alt_txt"] = file.AltText,
            ["size"] = file.Length,
            ["mimetype"] = file.IsReady ? file.Mimetype : "",
            ["filetype"] = file.IsReady ? Path.GetExtension(file.Name).TrimStart('.') : "",
            ["user"] = SlackState.BotUserId,
            ["url_private"] = new Uri(slack.Address, $"files-pri/{file.Id}/{Uri.EscapeDataString(file.Name)}").ToString(),
            ["permalink"] = $"https://{SlackState.Domain}.slack.com/files/{SlackState.BotUserId}/{file.Id}/{Uri.EscapeDataString(file.Name)}",
            ["shares"] = shares,
        };
    }
}
