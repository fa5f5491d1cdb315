BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $stimuli = Import-Stimulus "$repository/examples/data/fashion.stim.csv" | Select-Object -First 10
}

Describe 'Get-DnnActivation' {
    It 'gives one activation a layer, in the order of the network' {
        $activations = $stimuli | Get-DnnActivation fashionnet fc2, conv1_relu
        $activations.Layer | Should -Be 'conv1_relu', 'fc2'
        "$($activations[0].Shape)" | Should -Be '10×16×28×28'
        $activations[1].StimulusId | Should -Be $stimuli.Id
    }

    It 'gives the same numbers for any batch size' {
        $one = ($stimuli | Get-DnnActivation fashionnet fc2 -BatchSize 1).ToArray()
        $all = ($stimuli | Get-DnnActivation fashionnet fc2 -BatchSize 10).ToArray()
        for ($i = 0; $i -lt $one.Count; $i++) {
            # Another batch size is another order of summation in float32.
            [Math]::Abs($one[$i] - $all[$i]) | Should -BeLessThan 1e-4
        }
    }

    It 'names an image that cannot be read and goes on with the others' {
        Set-Content "$TestDrive/broken.png" 'no image'
        $activation = @($stimuli[0]) + (Import-Stimulus "$TestDrive/broken.png") + $stimuli[1] |
            Get-DnnActivation fashionnet fc2 -ErrorVariable problem -ErrorAction SilentlyContinue
        $activation.StimulusId | Should -Be $stimuli[0].Id, $stimuli[1].Id
        $problem.Count | Should -Be 1
        $problem.Exception.Message | Should -Match 'broken\.png'
    }

    It 'says how the numbers were made' {
        $provenance = ($stimuli | Get-DnnActivation fashionnet fc2 -Pooling Max).Provenance
        $provenance.Model | Should -Be 'fashionnet'
        $provenance.WeightsSha256 | Should -Match '^[0-9a-f]{64}$'
        $provenance.Preprocessing | Should -Match 'Squash 28x28'
        $provenance.Parameters['Pooling'] | Should -Be 'Max'
        $provenance.Inputs[0].Path | Should -Be '10 stimuli'
    }

    It 'pools a map as its values say' {
        $map = ($stimuli[0] | Get-DnnActivation fashionnet conv5_relu).ToArray()
        $mean = ($stimuli[0] | Get-DnnActivation fashionnet conv5_relu -Pooling Mean).ToArray()
        $mean.Count | Should -Be 64
        [Math]::Abs(($map[0..48] | Measure-Object -Average).Average - $mean[0]) | Should -BeLessThan 1e-5
    }

    It 'writes an .act.h5 that holds the same numbers, replaces it with -Force only, and not at all with -WhatIf' {
        $file = "$TestDrive/a.act.h5"
        $stimuli | Get-DnnActivation fashionnet fc1, fc2 -OutFile $file -WhatIf
        $file | Should -Not -Exist
        $written = $stimuli | Get-DnnActivation fashionnet fc1, fc2 -OutFile $file
        $written[1].Path | Should -Be $file
        $written[1].ToArray() | Should -Be ($stimuli | Get-DnnActivation fashionnet fc2).ToArray()
        { $stimuli | Get-DnnActivation fashionnet fc2 -OutFile $file } | Should -Throw -ErrorId 'FileExists,*'
        Get-ChildItem $TestDrive -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'refuses what cannot be before any work' {
        { $stimuli | Get-DnnActivation fashionnet conv9 } | Should -Throw -ErrorId 'LayerNotFound,*'
        { $stimuli | Get-DnnActivation nonet fc2 } | Should -Throw
        { $stimuli[0], $stimuli[0] | Get-DnnActivation fashionnet fc2 } | Should -Throw -ErrorId 'StimulusDuplicate,*'
        { $stimuli | Get-DnnActivation fashionnet fc2 -OutFile "$TestDrive/no/a.act.h5" } | Should -Throw -ErrorId 'FolderNotFound,*'
    }

    It 'takes the class token, the mean over the patches, or the patches as a map' {
        $vit = Import-DnnModel vit_b_32 -Untrained -Seed 1
        $two = $stimuli | Select-Object -First 2
        $all = $two | Get-DnnActivation $vit block0
        "$($all.Shape) $($all.Shape.Axes)" | Should -Be '2×768×50×1 feature,token'
        $class = $two | Get-DnnActivation $vit block0 -Token Class
        "$($class.Shape)" | Should -Be '2×768×1×1'
        $class.Provenance.Parameters['Token'] | Should -Be 'Class'
        $patch = $two | Get-DnnActivation $vit patch_embedding, block0, block0_probabilities -Token Patch
        # Convolutions and attention have no tokens to choose from.
        "$($patch[0].Shape)" | Should -Be '2×768×7×7'
        "$($patch[1].Shape) $($patch[1].Shape.Axes)" | Should -Be '2×12×50×50 head,query,key'
        "$($patch[2].Shape) $($patch[2].Shape.Axes)" | Should -Be '2×768×7×7 channel,row,column'
        # Feature 3 of the first stimulus: its 50 tokens, class token first.
        $tokens = $all.ToArray()[100..149]
        $class.ToArray()[2] | Should -Be $tokens[0]
        $patch[2].ToArray()[98..146] | Should -Be $tokens[1..49]
        $mean = ($two | Get-DnnActivation $vit block0 -Token Mean).ToArray()[2]
        [Math]::Abs($mean - ($tokens[1..49] | Measure-Object -Average).Average) | Should -BeLessThan 1e-5
        { $two | Get-DnnActivation fashionnet fc2 -Token Class } | Should -Throw -ErrorId 'TokenNotFound,*'
    }

    It 'stops when it is told to and leaves no file behind' {
        # Minutes of work: 20,000 images of a large network. Stopping it must not take a fraction of that.
        $path = $stimuli[0].Path
        $many = 1..20000 | ForEach-Object { [pscustomobject]@{ Id = "s$_"; Path = $path } } | Import-Stimulus
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($manifest)
        $shell = [powershell]::Create($state)
        $null = $shell.AddScript('param($many, $file) $model = Import-DnnModel alexnet -Untrained; $many | Get-DnnActivation $model conv5_relu -Pooling Max -OutFile $file').
            AddArgument($many).AddArgument("$TestDrive/stopped.act.h5")
        $running = $shell.BeginInvoke()
        [Threading.SpinWait]::SpinUntil({ @(Get-ChildItem $TestDrive -Filter stopped*.partial).Count -gt 0 }, 60000) | Should -BeTrue
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
        $running.IsCompleted | Should -BeTrue
        "$TestDrive/stopped.act.h5" | Should -Not -Exist
        [Threading.SpinWait]::SpinUntil({ @(Get-ChildItem $TestDrive -Filter stopped*).Count -eq 0 }, 60000) | Should -BeTrue
        $shell.Dispose()
    }
}

Describe 'Get-DnnActivation -Gram' {
    It 'gives the products of all answers, and the RDM that the answers themselves give' {
        $grams = $stimuli | Get-DnnActivation fashionnet conv1_relu, fc2 -Gram -MaxMemory 51MB
        $grams | Should -BeOfType DnnBrain.Activations.ActivationGram
        $grams.Layer | Should -Be 'conv1_relu', 'fc2'
        $activations = $stimuli | Get-DnnActivation fashionnet conv1_relu, fc2
        $x, $y = $activations[1].GetPattern($stimuli[0].Id), $activations[1].GetPattern($stimuli[1].Id)
        $product = (0..9 | ForEach-Object { [double]$x[$_] * $y[$_] } | Measure-Object -Sum).Sum
        [Math]::Abs($grams[1][0, 1] - $product) | Should -BeLessThan 1e-9
        foreach ($metric in 'Correlation', 'Cosine', 'Euclidean') {
            $direct = $activations | New-Rdm $metric
            $streamed = $grams | New-Rdm $metric
            $streamed.Name | Should -Be $direct.Name
            for ($i = 0; $i -lt $direct[0].Dissimilarity.Count; $i++) {
                [Math]::Abs($streamed[0].Dissimilarity[$i] - $direct[0].Dissimilarity[$i]) | Should -BeLessThan 1e-6
            }
        }
    }

    It 'keeps the values too when a file is asked for' {
        $gram = $stimuli | Get-DnnActivation fashionnet fc1 -Gram -OutFile "$TestDrive/gram.act.h5"
        $gram | Should -BeOfType DnnBrain.Activations.ActivationGram
        (Import-Activation "$TestDrive/gram.act.h5").Layer | Should -Be 'fc1'
        [Math]::Abs(($gram | New-Rdm)[0, 1] - (Import-Activation "$TestDrive/gram.act.h5" | New-Rdm)[0, 1]) | Should -BeLessThan 1e-12
    }

    It 'says what does not follow from products' {
        $gram = $stimuli | Get-DnnActivation fashionnet fc1 -Gram
        $gram | New-Rdm -ZScore Unit -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'ZScoreNeedsPatterns,DnnBrain.PowerShell.Commands.Rsa.NewRdmCommand'
    }
}

Describe 'Get-DnnActivation within limits' {
    It 'prints with -WhatIf what a run would take, and computes nothing' {
        $file = "$TestDrive/forecast.act.h5"
        $log = "$TestDrive/whatif.txt"
        pwsh -NoProfile -NonInteractive -Command "Import-Module '$manifest'; Import-Stimulus '$repository/examples/data/fashion.stim.csv' | Get-DnnActivation fashionnet conv1, fc2 -BatchSize 50 -OutFile '$file' -WhatIf" > $log
        $text = Get-Content $log -Raw
        $count = @(Import-Stimulus "$repository/examples/data/fashion.stim.csv").Count
        $text | Should -Match "$count stimuli in $([Math]::Ceiling($count / 50)) passes of up to 50"
        $text | Should -Match "conv1  $count×16×28×28"
        $text | Should -Match 'from one batch that took .* packing and writing included'
        $text | Should -Match 'MB on disk'
        $file | Should -Not -Exist
        $stimuli | Get-DnnActivation fashionnet fc2 -WhatIf | Should -BeNullOrEmpty
    }

    It 'makes batches as small as memory asks for, and says what is needed where not one stimulus fits' {
        $small = $stimuli | Get-DnnActivation fashionnet conv1 -MaxMemory 1500KB
        [int]$small.Provenance.Parameters['BatchSize'] | Should -BeLessThan 10
        $small.StimulusId | Should -Be $stimuli.Id
        { $stimuli | Get-DnnActivation fashionnet conv1 -MaxMemory 600KB } | Should -Throw '*one stimulus at a time*' -ErrorId 'MemoryTooSmall,*'
    }

    It 'computes in bfloat16 and says so' {
        $single = ($stimuli | Get-DnnActivation fashionnet fc2).ToArray()
        $half = $stimuli | Get-DnnActivation fashionnet fc2 -Precision BFloat16
        $half.Provenance.Parameters['Precision'] | Should -Be 'BFloat16'
        $values = $half.ToArray()
        $largest = ($single | ForEach-Object { [Math]::Abs($_) } | Measure-Object -Maximum).Maximum
        for ($i = 0; $i -lt $values.Count; $i++) {
            # Eight bits a number, through ten operations.
            [Math]::Abs($values[$i] - $single[$i]) | Should -BeLessThan (0.04 * $largest)
        }
        $values | Should -Not -Be $single
    }

    It 'takes a mask by its path' {
        Set-Content "$TestDrive/some.dmask.csv" "conv5_relu=chn`n1,3`nfc1="
        $activations = $stimuli | Get-DnnActivation fashionnet -MaskPath "$TestDrive/some.dmask.csv"
        $activations.Layer | Should -Be 'conv5_relu', 'fc1'
        "$($activations[0].Shape)" | Should -Be '10×2×7×7'
        { $stimuli | Get-DnnActivation fashionnet -Mask "$TestDrive/none.dmask.csv" } | Should -Throw '*none.dmask.csv*'
    }

    It 'prints nothing of its own about damaged images, which are errors that name them' {
        $images = New-Item -ItemType Directory "$TestDrive/damaged"
        foreach ($name in 'rgb.png', 'palette.png', 'rgb-420.jpg', 'progressive.jpg', 'lossy.webp') {
            $bytes = [IO.File]::ReadAllBytes("$repository/tests/data/images/$name")
            foreach ($place in 0.1, 0.3, 0.5, 0.7, 0.9) {
                $damaged = $bytes.Clone()
                $at = [int]($place * $bytes.Length)
                $damaged[$at] = $damaged[$at] -bxor 0x55
                [IO.File]::WriteAllBytes("$images/$place-$name", $damaged)
            }
        }
        Copy-Item "$repository/tests/data/images/rgb.png" "$images/whole.png"
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, [string[]]('-NoProfile', '-NonInteractive', '-Command',
            "Import-Module '$manifest'; `$a = Import-Stimulus '$images/*' | Get-DnnActivation fashionnet fc2 -ErrorAction SilentlyContinue -ErrorVariable problem -WarningAction SilentlyContinue; `$a.StimulusId.Count + `$problem.Count"))
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $printed = $process.StandardError.ReadToEndAsync()
        $process.StandardOutput.ReadToEnd().Trim() | Should -Be 26
        $printed.Result | Should -BeNullOrEmpty
    }
}
