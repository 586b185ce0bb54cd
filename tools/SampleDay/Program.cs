using ChatOps.SampleDay;

if (args is not [var folder])
{
    Console.Error.WriteLine("Writes the workshop day. Usage: dotnet run --project tools/SampleDay -- samples/workshop-day");
    return 2;
}

var target = new SampleFolder(folder);
var strangers = target.FilesNotIn(WorkshopDay.Files());
if (strangers.Count > 0)
{
    Console.Error.WriteLine($"{folder} holds log objects that are not the workshop day's, the first is {strangers[0]}. Remove them, or name another folder.");
    return 1;
}

var (count, bytes) = target.Write(WorkshopDay.Files());
Console.WriteLine(FormattableString.Invariant($"{count} files, {bytes:N0} bytes in {folder}"));
return 0;
