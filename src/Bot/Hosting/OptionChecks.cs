using Microsoft.Extensions.Options;

namespace ChatOps.Bot.Hosting;

/// <summary>Each room says what is wrong with its options; the host tells all of it at once and does not start.</summary>
internal static class OptionChecks
{
    /// <param name="errors">What is wrong, each with its repair; none when all is well.</param>
    public static void CheckAtStart(this IServiceCollection services, Func<IServiceProvider, IEnumerable<string>> errors)
    {
        services.AddSingleton<IValidateOptions<AllOptions>>(provider => new Check(errors(provider)));
        services.AddOptions<AllOptions>().ValidateOnStart();
    }

    private sealed class AllOptions;

    private sealed class Check(IEnumerable<string> errors) : IValidateOptions<AllOptions>
    {
        public ValidateOptionsResult Validate(string? name, AllOptions options) =>
            errors.ToList() is { Count: > 0 } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }
}
