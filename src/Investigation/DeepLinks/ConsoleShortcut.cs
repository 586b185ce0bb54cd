namespace ChatOps.Investigation.DeepLinks;

/// <summary>The way to a console through the access portal of IAM Identity Center, which signs people in to the right account first (IAM Identity Center User Guide, "Creating
/// shortcut links").</summary>
/// <param name="Portal">The portal, such as https://d-1234567890.awsapps.com/start.</param>
/// <param name="Role">Permission set people use there.</param>
/// <param name="Account">Account consoles open in; null for the account a link speaks of.</param>
public sealed record ConsoleShortcut(Uri Portal, string Role, string? Account)
{
    /// <summary>The console's URL behind the portal's.</summary>
    /// <param name="url">A console's URL.</param>
    /// <param name="account">Account the link speaks of; null when unknown.</param>
    /// <returns>The URL itself when no account is known to sign in to.</returns>
    internal string Around(string url, string? account)
    {
        var where = Account ?? account;
        return where is { Length: 12 } && where.All(char.IsAsciiDigit)
            ? $"{Portal.AbsoluteUri.TrimEnd('/')}/#/console?account_id={where}&role_name={Uri.EscapeDataString(Role)}&destination={Uri.EscapeDataString(url)}"
            : url;
    }
}
